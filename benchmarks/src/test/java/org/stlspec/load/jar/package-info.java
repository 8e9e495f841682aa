/** Tests that run the jars, behind their making. */
package org.stlspec.load.jar;
