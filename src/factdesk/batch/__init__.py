"""Many articles: found, checked by many processes or a cluster, results kept so that a second run goes on."""
