# Courier reads /etc/courier and /run/courier and nothing else: in this mount namespace they are ours.
set -e
mkdir -p {work}/etc {work}/run/authdaemon {work}/home/Maildir/cur {work}/home/Maildir/new \
  {work}/home/Maildir/tmp
chmod 755 {work} {work}/home
cp {work}/authdaemonrc {work}/etc/
cat {key} {cert} >{work}/both.pem
printf 'Subject: hello\n\nhello\n' >{work}/home/Maildir/new/1.stlspec
chown -R mail:mail {work}/home
mkdir -p /run/courier
mount --bind {work}/etc /etc/courier
mount --bind {work}/run /run/courier
userdb alice set home={work}/home mail={work}/home/Maildir uid="$(id -u mail)" gid="$(id -g mail)"
printf 'wonderland\nwonderland\n' | userdbpw -md5 | userdb alice set pop3pw
chmod 700 /etc/courier/userdb
makeuserdb
/usr/lib/courier/courier-authlib/authdaemond &
while [ ! -S /run/courier/authdaemon/socket ]; do sleep 0.05; done
set -a
. {work}/courier.env
login=$(command -v courierpop3login)
exec couriertcpd -address=127.0.0.1 -maxprocs=40 -maxperip=40 -nodnslookup -noidentlookup \
  {listen_port} "$login" "${login%login}d" Maildir
