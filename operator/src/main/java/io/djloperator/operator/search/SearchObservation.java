package io.djloperator.operator.search;

import io.djloperator.api.v1alpha1.SearchStatus.Importance;
import io.djloperator.api.v1alpha1.TrainingJob;
import java.util.List;
import java.util.Map;

/**
 * What was seen of a search.
 *
 * @param ledger as it is stored
 * @param trials the objects of its trials by number; those of ended trials may be gone
 * @param rejected what the API server had against the spec of a trial, by its number
 * @param importance of the parameters, as far as the ledger tells
 */
record SearchObservation(
        Ledger ledger, Map<Integer, TrainingJob> trials, Map<Integer, String> rejected, List<Importance> importance) {}
