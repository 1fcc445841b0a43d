/**
 * The API of djl-operator, group {@code djl-operator.io}, version {@code v1alpha1}: what a user writes and what the operator answers.
 *
 * <p>The descriptions on the record components are the documentation: {@code kubectl explain} shows them. Decimals are strings, as
 * Kubernetes' API conventions ask. Defaults are filled in by the records' constructors, so that the operator and the trainer agree.
 */
package io.djloperator.api.v1alpha1;
