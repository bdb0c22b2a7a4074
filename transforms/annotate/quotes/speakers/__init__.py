"""The speaker of a quote: named by its cue, by the words around it, or by the quotes before."""
