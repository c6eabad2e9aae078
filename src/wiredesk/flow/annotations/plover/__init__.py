"""What events are in PLOVER terms: word tables, triggers, roles, status, settings.

PLOVER: Political Language Ontology for Verifiable Event Records (Halterman et al. 2023). The tables are ours.
"""
