/**
 * Both legs of the dialogue, octet by octet: the scriptable client, the backend, the transcript.
 */
package org.stlspec.wire;
