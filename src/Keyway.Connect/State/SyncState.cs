using System.Buffers.Binary;
using System.Text;
using Keyway.Connect.Synchronization;
using Microsoft.Data.Sqlite;

namespace Keyway.Connect.State;

/// <summary>
/// What was written to the server, and how far the domain was read: one SQLite file. Every change is a transaction that is on the disk when <see cref="Write(Action)"/>
/// returns. For one thread.
/// </summary>
internal sealed class SyncState : IDisposable
{
    private const string ObjectColumns = "o.Key, o.Anchor, o.Kind, o.Id, o.Fingerprint, o.Leaving, EXISTS(SELECT 1 FROM Refused r WHERE r.Key = o.Key), o.Gone";

    // A computer is in no group at the server; a foreign object can only be taken out of one.
    private const string Sendable = """
        SELECT m.GroupKey, g.Id, m.MemberKey, o.Id, m.Standing FROM Member m JOIN Object o ON o.Key = m.MemberKey JOIN Object g ON g.Key = m.GroupKey
        WHERE o.Id IS NOT NULL AND g.Id IS NOT NULL AND g.Kind = 2 AND o.Kind IN (1, 2, 4)
        """;

    private readonly SqliteConnection _connection;
    private readonly StateCommands _commands;
    private readonly Action? _committing;

    private SyncState(SqliteConnection connection, Action? committing)
    {
        _connection = connection;
        _commands = new StateCommands(connection);
        _committing = committing;
    }

    /// <summary>True when the file held no state of this binding, so that everything must be compared.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Opens for reading while another process may write.</summary>
    public static SyncState OpenForReading(string path) => new(Connect(path, SqliteOpenMode.ReadOnly), null);

    /// <summary>Opens the state, and empties one of another binding.</summary>
    public static SyncState Open(string path, StateBinding binding, Action? committing)
    {
        var state = new SyncState(Connect(path, SqliteOpenMode.ReadWrite), committing);
        try
        {
            state.Prepare(binding);
            return state;
        }
        catch
        {
            state.Dispose();
            throw;
        }
    }

    /// <summary>Runs changes as one transaction, on the disk when this returns.</summary>
    public void Write(Action change) => Write(() =>
    {
        change();
        return true;
    });

    /// <summary>The same, undone when <paramref name="change"/> says false.</summary>
    public void Write(Func<bool> change)
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        _commands.Transaction = transaction;
        try
        {
            if (!change())
                return;
            _committing?.Invoke();
            transaction.Commit();
        }
        finally
        {
            _commands.Transaction = null;
        }
    }

    public byte[]? Fact(StateFact name) => (byte[]?)_commands.Scalar("SELECT Value FROM Fact WHERE Name = @0", (int)name);

    public long? NumberFact(StateFact name) => Fact(name) is { Length: 8 } value ? BinaryPrimitives.ReadInt64BigEndian(value) : null;

    public DateTimeOffset? TimeFact(StateFact name) => NumberFact(name) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    /// <summary>Null removes it.</summary>
    public void Set(StateFact name, byte[]? value)
    {
        if (value is null)
            _commands.Execute("DELETE FROM Fact WHERE Name = @0", (int)name);
        else
            _commands.Execute("INSERT INTO Fact(Name, Value) VALUES(@0, @1) ON CONFLICT(Name) DO UPDATE SET Value = @1", (int)name, value);
    }

    public void Set(StateFact name, long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        Set(name, bytes);
    }

    public void Set(StateFact name, DateTimeOffset value) => Set(name, value.ToUnixTimeMilliseconds());

    public HeldObject? Find(Guid anchor) =>
        _commands.Rows($"SELECT {ObjectColumns} FROM Object o WHERE o.Anchor = @0", Map, Bytes(anchor)) is [var held, ..] ? held : null;

    /// <summary>Finds an anchor, or makes a row for it.</summary>
    public HeldObject Know(Guid anchor) => Find(anchor) ?? new HeldObject(
        _commands.Number("INSERT INTO Object(Anchor) VALUES(@0) RETURNING Key", Bytes(anchor)), anchor, ObjectKind.Unknown, null, null, false, false, false);

    /// <summary>The server holds the object, and what was written; an unknown fingerprint has it written again.</summary>
    /// <returns>False when the server gives this id to another object too.</returns>
    public bool Put(long key, ObjectKind kind, Guid id, byte[]? fingerprint)
    {
        if (_commands.Number("SELECT COUNT(*) FROM Object WHERE Id = @0 AND Key <> @1", Bytes(id), key) > 0)
            return false;
        _commands.Execute("UPDATE Object SET Kind = @1, Id = @2, Fingerprint = @3 WHERE Key = @0", key, (int)kind, Bytes(id), fingerprint);
        _commands.Execute("DELETE FROM Refused WHERE Key = @0", key);
        return true;
    }

    /// <summary>The server holds the object no more: nor is it in any group there, nor anyone in it.</summary>
    public void Remove(long key)
    {
        _commands.Execute("UPDATE Object SET Kind = 0, Id = NULL, Fingerprint = NULL, Leaving = 0 WHERE Key = @0", key);
        _commands.Execute("DELETE FROM Refused WHERE Key = @0", key);
        _commands.Execute("DELETE FROM Member WHERE GroupKey = @0", key);
        _commands.Execute("DELETE FROM Member WHERE MemberKey = @0 AND Standing > 1", key);
        _commands.Execute("UPDATE Member SET Standing = 0 WHERE MemberKey = @0", key);
    }

    /// <summary>The domain deleted a person or a group, and with it the memberships: should it come back, nobody told of those.</summary>
    public void Vanish(long key)
    {
        _commands.Execute("UPDATE Object SET Gone = 1 WHERE Key = @0 AND Kind IN (1, 2)", key);
        _commands.Execute("DELETE FROM Member WHERE MemberKey = @0", key);
    }

    /// <summary>Notes that a full reconcile saw the object.</summary>
    public void See(long key, long full) => _commands.Execute("UPDATE Object SET Seen = @1, Gone = 0 WHERE Key = @0", key, full);

    public void SetLeaving(long key, bool leaving) => _commands.Execute("UPDATE Object SET Leaving = @1 WHERE Key = @0", key, leaving ? 1 : 0);

    /// <summary>All objects of the server that a full reconcile did not see leave.</summary>
    public void LeaveUnseen(long full) => _commands.Execute("UPDATE Object SET Leaving = 1 WHERE Id IS NOT NULL AND Kind IN (1, 2, 3) AND Seen <> @0", full);

    /// <summary>Groups first, so that no order of the others matters.</summary>
    public IReadOnlyList<HeldObject> Leaving() => _commands.Rows($"SELECT {ObjectColumns} FROM Object o WHERE o.Leaving = 1 ORDER BY o.Kind <> 2, o.Key", Map);

    public void Refuse(long key, SyncObject content) => _commands.Execute(
        "INSERT INTO Refused(Key, Kind, Name, Content, Fingerprint) VALUES(@0, @1, @2, @3, @4) ON CONFLICT(Key) DO UPDATE SET Kind = @1, Name = @2, Content = @3, Fingerprint = @4",
        key, (int)content.Kind, content.Name, content.Content.ToArray(), content.Fingerprint);

    public void DropRefused(long key) => _commands.Execute("DELETE FROM Refused WHERE Key = @0", key);

    /// <summary>Also those that were refused in an earlier cycle. People before groups.</summary>
    public IReadOnlyList<RefusedContent> Refused() => _commands.Rows(
        $"SELECT {ObjectColumns}, x.Kind, x.Name, x.Content, x.Fingerprint FROM Refused x JOIN Object o ON o.Key = x.Key ORDER BY x.Kind, x.Key",
        row => new RefusedContent(Map(row), new SyncObject((ObjectKind)row.GetInt32(8), Guid(row, 1), "", row.GetString(9), (byte[])row[10], (byte[])row[11])));

    /// <summary>The domain has the membership. True when the server does not have it yet.</summary>
    public bool Join(long group, long member)
    {
        _commands.Execute(
            "INSERT INTO Member(GroupKey, MemberKey, Standing) VALUES(@0, @1, 0) ON CONFLICT(GroupKey, MemberKey) DO UPDATE SET Standing = 1 WHERE Standing > 1", group, member);
        return _commands.Number("SELECT Standing FROM Member WHERE GroupKey = @0 AND MemberKey = @1", group, member) == (long)Standing.Wanted;
    }

    /// <summary>The domain does not have the membership any more. True when the server still has it.</summary>
    public bool Part(long group, long member)
    {
        if (_commands.Execute("DELETE FROM Member WHERE GroupKey = @0 AND MemberKey = @1 AND Standing = 0", group, member) > 0)
            return false;
        return _commands.Execute("UPDATE Member SET Standing = 2 WHERE GroupKey = @0 AND MemberKey = @1", group, member) > 0;
    }

    /// <summary>The server did what <paramref name="membership"/> says.</summary>
    public void Settle(Membership membership)
    {
        if (membership.IsAddition)
            _commands.Execute("INSERT INTO Member(GroupKey, MemberKey, Standing) VALUES(@0, @1, 1) ON CONFLICT(GroupKey, MemberKey) DO UPDATE SET Standing = 1", membership.Group, membership.Member);
        else
            _commands.Execute("DELETE FROM Member WHERE GroupKey = @0 AND MemberKey = @1", membership.Group, membership.Member);
    }

    /// <summary>The domain begins to name all members of the group: who is not named until <see cref="EndDoubts"/> is none.</summary>
    public void Doubt(long group)
    {
        _commands.Execute("DELETE FROM Member WHERE GroupKey = @0 AND Standing = 0", group);
        _commands.Execute("UPDATE Member SET Standing = 3 WHERE GroupKey = @0 AND Standing = 1", group);
    }

    /// <summary>The domain has named all members of all groups.</summary>
    /// <returns>How many memberships are unwanted by that.</returns>
    public int EndDoubts() => _commands.Execute("UPDATE Member SET Standing = 2 WHERE Standing = 3");

    /// <summary>Memberships of one who has come to the server, in groups that are there.</summary>
    public IReadOnlyList<Membership> WantedBy(long member) => _commands.Rows(Sendable + " AND m.MemberKey = @0 AND m.Standing = 0", MapMembership, member);

    /// <summary>Memberships of a group that has come to the server, of members that are there.</summary>
    public IReadOnlyList<Membership> WantedIn(long group) => _commands.Rows(Sendable + " AND m.GroupKey = @0 AND m.Standing = 0", MapMembership, group);

    /// <summary>One membership, when it can be sent; else nothing.</summary>
    public IReadOnlyList<Membership> Pending(long group, long member) => _commands.Rows(Sendable + " AND m.GroupKey = @0 AND m.MemberKey = @1 AND m.Standing IN (0, 2)", MapMembership, group, member);

    /// <summary>All memberships that could be sent: after a cycle that did not come to its end.</summary>
    public IReadOnlyList<Membership> Unsettled() => _commands.Rows(Sendable + " AND m.Standing IN (0, 2) ORDER BY m.GroupKey", MapMembership);

    /// <summary>A group's or a member's row by its number.</summary>
    public HeldObject? Find(long key) => _commands.Rows($"SELECT {ObjectColumns} FROM Object o WHERE o.Key = @0", Map, key) is [var held, ..] ? held : null;

    /// <summary>Numbers of everything.</summary>
    public StateCounts Counts() => new(
        OfKind(ObjectKind.User), OfKind(ObjectKind.Group), OfKind(ObjectKind.Device),
        (int)_commands.Number("SELECT COUNT(*) FROM Object WHERE Leaving = 1"),
        (int)_commands.Number("SELECT COUNT(*) FROM Refused"),
        (int)_commands.Number("SELECT COUNT(*) FROM Member WHERE Standing = 0"));

    /// <summary>Forgets everything but what it is about: before the server's side takes its place.</summary>
    public void Clear()
    {
        var kept = new[] { StateFact.Binding, StateFact.FullNumber, StateFact.Reported, StateFact.Reporting, StateFact.CycleOn }.Select(name => (Name: name, Value: Fact(name))).ToList();
        _commands.Execute(StateTables.Clear);
        foreach (var (name, value) in kept)
            Set(name, value);
    }

    public void Dispose()
    {
        _commands.Dispose();
        _connection.Dispose();
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        return connection;
    }

    private void Prepare(StateBinding binding)
    {
        // One flush a commit, and each commit durable.
        _commands.Scalar("PRAGMA journal_mode = WAL");
        _commands.Execute("PRAGMA synchronous = FULL");
        _commands.Execute("PRAGMA cache_size = -16000");
        var version = _commands.Number("PRAGMA user_version");
        if (version is not (0 or StateTables.Version))
            throw new SqliteException($"version {version}", 11);
        var wanted = Encoding.UTF8.GetBytes(binding.ToString());
        if (version == StateTables.Version && Fact(StateFact.Binding) is { } known && known.AsSpan().SequenceEqual(wanted))
            return;

        IsNew = true;
        Write(() =>
        {
            if (version == 0)
                _commands.Execute(StateTables.Create);
            _commands.Execute(StateTables.Clear);
            _commands.Execute("PRAGMA user_version = 1");
            Set(StateFact.Binding, wanted);
        });
    }

    private int OfKind(ObjectKind kind) => (int)_commands.Number("SELECT COUNT(*) FROM Object WHERE Kind = @0 AND Id IS NOT NULL", (int)kind);

    private static HeldObject Map(SqliteDataReader row) => new(
        row.GetInt64(0), Guid(row, 1), (ObjectKind)row.GetInt32(2), row.IsDBNull(3) ? null : Guid(row, 3), row.IsDBNull(4) ? null : (byte[])row[4], row.GetInt32(5) != 0, row.GetInt32(6) != 0, row.GetInt32(7) != 0);

    private static Membership MapMembership(SqliteDataReader row) => new(row.GetInt64(0), Guid(row, 1), row.GetInt64(2), Guid(row, 3), row.GetInt32(4) == (int)Standing.Wanted);

    private static byte[] Bytes(Guid value) => value.ToByteArray();

    // A row that was tampered with must not become an exception of another kind.
    private static Guid Guid(SqliteDataReader row, int column) =>
        row[column] is byte[] { Length: 16 } bytes ? new Guid(bytes) : throw new SqliteException("an identifier of another length", 11);
}
