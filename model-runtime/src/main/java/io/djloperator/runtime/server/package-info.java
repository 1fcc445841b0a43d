/** A small server with the routes of DJL Serving that our pods use, for machines where DJL Serving is not installed. */
package io.djloperator.runtime.server;
