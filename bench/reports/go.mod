module djl-operator.io/bench/reports

go 1.25
