# qmail-popup HOST checkpassword qmail-pop3d Maildir
qmail="{java} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp {classes} org.stlspec.qmail.process.Programs"
exec $qmail popup localhost $qmail checkpassword --accounts {work}/accounts $qmail pop3d Maildir
