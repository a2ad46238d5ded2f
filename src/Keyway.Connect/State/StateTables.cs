namespace Keyway.Connect.State;

/// <summary>The tables of the state.</summary>
internal static class StateTables
{
    /// <summary>A file of another version is thrown away: it holds nothing that the two sides do not know.</summary>
    public const int Version = 1;

    /// <summary>
    /// Object: one row an anchor, also of members that are not synced, so that a membership is two small numbers.
    /// Object.Gone: it was deleted in the domain. Member.Standing: see <see cref="Standing"/>. Refused: contents that are tried again.
    /// </summary>
    public const string Create = """
        CREATE TABLE Fact(Name INTEGER PRIMARY KEY, Value BLOB NOT NULL);
        CREATE TABLE Object(
            Key INTEGER PRIMARY KEY, Anchor BLOB NOT NULL UNIQUE, Kind INTEGER NOT NULL DEFAULT 0, Id BLOB UNIQUE, Fingerprint BLOB,
            Leaving INTEGER NOT NULL DEFAULT 0, Seen INTEGER NOT NULL DEFAULT 0, Gone INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX ObjectLeaving ON Object(Kind) WHERE Leaving = 1;
        CREATE TABLE Member(GroupKey INTEGER NOT NULL, MemberKey INTEGER NOT NULL, Standing INTEGER NOT NULL, PRIMARY KEY(GroupKey, MemberKey)) WITHOUT ROWID;
        CREATE INDEX MemberContainer ON Member(MemberKey, GroupKey);
        CREATE INDEX MemberUnsent ON Member(GroupKey, MemberKey) WHERE Standing <> 1;
        CREATE TABLE Refused(Key INTEGER PRIMARY KEY, Kind INTEGER NOT NULL, Name TEXT NOT NULL, Content BLOB NOT NULL, Fingerprint BLOB NOT NULL);
        """;

    /// <summary>Empties everything.</summary>
    public const string Clear = "DELETE FROM Fact; DELETE FROM Member; DELETE FROM Refused; DELETE FROM Object;";
}
