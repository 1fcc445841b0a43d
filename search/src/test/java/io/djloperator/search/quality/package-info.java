/** How good samplers are: functions whose optimum is known, searches of them that are played to the end, and what the results say. */
package io.djloperator.search.quality;
