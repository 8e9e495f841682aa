/** The catalogue of what the RFCs and the field ask of an STLS endpoint. */
package org.stlspec.requirement;
