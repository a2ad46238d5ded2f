-- What people and devices are found by: the words of their names, lower case. Kind 1 is people, 2 is devices. Compared byte by byte (COLLATE "C" where that is not the default).
CREATE TABLE SearchWord (
    Kind BIGINT NOT NULL,
    ItemId TEXT NOT NULL,
    Word TEXT NOT NULL,
    PRIMARY KEY (Kind, ItemId, Word)
);
CREATE INDEX SearchWordByWord ON SearchWord (Kind, Word, ItemId);

-- Up to which id those who were here before were written into it; a row goes when all were.
CREATE TABLE SearchUpkeep (
    Kind BIGINT NOT NULL PRIMARY KEY,
    After TEXT NOT NULL
);
INSERT INTO SearchUpkeep (Kind, After) VALUES (1, ''), (2, '');

-- Lists in the order of names, and what begins with some letters.
CREATE INDEX AccountByDisplayName ON Account (lower(DisplayName), Id) WHERE DeletedOn IS NULL;
CREATE INDEX DeviceByDisplayName ON Device (lower(DisplayName), Id);
