/** What was measured, and what it means. */
package org.stlspec.compare.result;
