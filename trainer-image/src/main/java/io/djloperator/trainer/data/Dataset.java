package io.djloperator.trainer.data;

import java.util.List;

/**
 * The rows to learn from.
 *
 * @param target {@link Column.Texts} for classification, {@link Column.Numbers} for regression; no cell is missing
 * @param sensitive columns whose values form groups
 */
public record Dataset(int rows, List<Column> features, Column target, List<Column.Texts> sensitive) {}
