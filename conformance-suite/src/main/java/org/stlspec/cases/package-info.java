/** The conformance cases, one class a topic. */
package org.stlspec.cases;
