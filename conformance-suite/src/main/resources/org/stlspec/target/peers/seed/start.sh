set -e
mkdir -p {work}/home/Maildir/cur {work}/home/Maildir/new {work}/home/Maildir/tmp
printf 'Subject: hello\n\nhello\n' >{work}/home/Maildir/new/1.stlspec
chown -R mail:mail {work}/home
exec tcpserver -RHl0 127.0.0.1 {listen_port} stunnel4 {work}/stunnel.conf
