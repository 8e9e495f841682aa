/** The proxy as it is deployed: its own process, real supervisors, programs that come and go. */
package org.stlspec.arrangement;
