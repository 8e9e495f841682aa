/**
 * A backend that does what a script says and logs every octet: what sits behind a proxy under test.
 */
package org.stlspec.qmail.script;
