/** A maildrop whose every octet follows from the sizes of its messages, and a server for it. */
package org.stlspec.load.maildrop;
