/** How a search is shown in a terminal: pure functions from records to lines. The plugin and local mode share it. */
package io.djloperator.cli.view;
