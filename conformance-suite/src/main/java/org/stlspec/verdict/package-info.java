/** What a case may conclude, and how it says so. */
package org.stlspec.verdict;
