/** What is compared: the reference proxy and the C peers, each with its configuration. */
package org.stlspec.compare.target;
