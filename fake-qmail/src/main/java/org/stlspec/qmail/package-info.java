/** qmail-popup, the checkpassword interface and qmail-pop3d over a Maildir, in one JVM. */
package org.stlspec.qmail;
