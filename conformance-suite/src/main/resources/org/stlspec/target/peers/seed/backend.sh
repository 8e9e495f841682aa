# qmail-popup HOST checkpassword qmail-pop3d Maildir
options="-Xlog:disable -XX:SharedArchiveFile={work}/qmail.jsa -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
qmail="{java} $options -cp {classes} org.stlspec.qmail.process.Programs"
exec $qmail popup localhost $qmail checkpassword --accounts {work}/accounts $qmail pop3d Maildir
