CREATE VIEW disagreements AS
FROM kept.disagreements;
