set -e
mkdir -p {work}/home/Maildir/cur {work}/home/Maildir/new {work}/home/Maildir/tmp
printf 'Subject: hello\n\nhello\n' >{work}/home/Maildir/new/1.stlspec
chown -R mail:mail {work}/home
# Three JVMs a session: with an archive of their classes they start in half the time.
echo QUIT | {java} -Xlog:disable -XX:ArchiveClassesAtExit={work}/qmail.jsa -XX:+UseSerialGC \
  -cp {classes} org.stlspec.qmail.process.Programs popup localhost true >{work}/archive.log 2>&1 || true
exec tcpserver -RHl0 127.0.0.1 {listen_port} stunnel4 {work}/stunnel.conf
