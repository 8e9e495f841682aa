/** What a comparison tells: on the terminal and in files. */
package org.stlspec.compare.report;
