/** The works that competitors do, and what each of them tells. */
package org.stlspec.compare.work;
