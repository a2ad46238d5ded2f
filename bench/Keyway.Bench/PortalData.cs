using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Keyway.Bench;

/// <summary>
/// Fills the store of a server with a large organisation, row by row as the server would have written them. Registering 100,000 keys by their ceremony would take an hour
/// and make the same rows.
/// </summary>
internal sealed class PortalData(string store, int people) : IDisposable
{
    private const int MinutesOfSignIns = 30 * 24 * 60;
    private const int SignInsEach = 10;

    private static readonly string[] Given = ["Ann", "Ben", "Clara", "David", "Eva", "Felix", "Grace", "Hugo", "Ida", "Jonas", "Karla", "Leon", "Mia", "Nils", "Olga", "Paul", "Rosa", "Stefan", "Tina", "Uwe"];
    private static readonly string[] Family =
        ["Miller", "Smith", "Jones", "Brown", "Taylor", "Wilson", "Evans", "Thomas", "Roberts", "Walker", "White", "Hall", "Green", "Wood", "Clark", "Hughes", "Lewis", "Hill", "Baker", "King"];

    private readonly SqliteConnection _connection = Open(store);
    private readonly long _now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    public int Devices => people / 5;

    public int SignIns => people * SignInsEach;

    public void Fill()
    {
        var ids = Enumerable.Range(0, people).Select(_ => Guid.NewGuid().ToString("D")).ToArray();
        var devices = Enumerable.Range(0, Devices).Select(_ => Guid.NewGuid().ToString("D")).ToArray();
        Insert("INSERT INTO Account (Id, UserName, UserNameKey, DisplayName, Enabled, PasswordExpired, Privileged, CreatedOn, ModifiedOn, Version) VALUES ($0, $1, $1, $2, 1, 0, 0, $3, $3, 1)",
            ids.Select((id, number) => new object?[] { id, UserName(number), $"{Given[number % Given.Length]} {Family[number / Given.Length % Family.Length]}", _now }));
        Insert("INSERT INTO SearchWord (Kind, ItemId, Word) VALUES (1, $0, $1)", ids.SelectMany((id, number) => new[]
        {
            new object?[] { id, UserName(number) }, [id, Given[number % Given.Length].ToLowerInvariant()], [id, Family[number / Given.Length % Family.Length].ToLowerInvariant()],
        }));
        // One in seven has a key and leaves it in a drawer.
        Insert(
            "INSERT INTO SecurityKey (CredentialId, UserId, DisplayName, PublicKey, SignCount, Aaguid, BackupEligible, BackupState, Attested, AttestationFormat, CreatedOn, LastUsedOn) "
            + "VALUES (randomblob(32), $0, 'Blue key', randomblob(77), 1, $1, 0, 0, 1, 'packed', $2, $3)",
            ids.Select((id, number) => new object?[] { id, "2fc0579f-8113-47ea-b116-bb5a8db9202a", _now, number % 7 == 0 ? null : _now - (number * 1000L) }));
        Insert(
            "INSERT INTO Device (Id, OwnerId, DisplayName, DeviceType, OsVersion, JoinType, TransportKey, Enabled, EnabledChangedOn, RegisteredOn, Version) VALUES ($0, $1, $2, 'Linux', '13', 0, x'00', 1, $3, $3, 1)",
            devices.Select((id, number) => new object?[] { id, ids[number], DeviceName(number), _now }));
        Insert("INSERT INTO SearchWord (Kind, ItemId, Word) VALUES (2, $0, $1)", devices.Select((id, number) => new object?[] { id, DeviceName(number) }));
        // The latest are written last, as they were.
        Insert(
            "INSERT INTO SignIn (OccurredOn, Client, Method, Address, UserAgent, Trace, UserId, UserName, Error, DeviceId) VALUES ($0, $1, $2, '198.51.100.7', 'Mozilla/5.0 (X11; Linux x86_64)', $3, $4, $5, $6, $7)",
            Enumerable.Range(0, SignIns).Select(number => new object?[]
            {
                _now - ((long)(SignIns - number) * MinutesOfSignIns * 60_000 / SignIns), number % 20 == 0 ? 2 : 1, number % 50 == 0 ? 2 : 1, "trace-" + number, ids[number % people],
                UserName(number % people), number % 25 == 0 ? 2120 + (number / 25 % 3) : null, devices[number % Devices],
            }));
        using var count = _connection.CreateCommand();
        count.CommandText =
            "INSERT INTO SignInHour (Hour, Client, Method, Error, KerberosServer, Count, Unlisted) "
            + "SELECT OccurredOn / 3600000, Client, Method, COALESCE(Error, 0), '', COUNT(*), 0 FROM SignIn GROUP BY 1, 2, 3, 4 ON CONFLICT DO NOTHING";
        count.ExecuteNonQuery();
    }

    /// <summary>Signs the first administrator in with a browser: the row that the sign-in would have written.</summary>
    /// <returns>The value of the session's cookie.</returns>
    public string SignIn(string administrator)
    {
        var id = RandomNumberGenerator.GetBytes(32);
        using var insert = _connection.CreateCommand();
        insert.CommandText =
            "INSERT INTO WebSession (IdHash, UserId, Methods, AuthenticatedOn, CreatedOn, SeenOn, ExpiresOn, Address, Browser) "
            + "SELECT $0, Id, 'fido mfa', $1, $1, $1, $2, '', '' FROM Account WHERE UserName = $3";
        insert.Parameters.AddWithValue("$0", SHA256.HashData(id));
        insert.Parameters.AddWithValue("$1", _now);
        insert.Parameters.AddWithValue("$2", _now + 3_600_000);
        insert.Parameters.AddWithValue("$3", administrator);
        if (insert.ExecuteNonQuery() != 1)
            throw new InvalidOperationException("There is no such administrator.");
        return System.Buffers.Text.Base64Url.EncodeToString(id);
    }

    /// <summary>Some device, for its page.</summary>
    public string AnyDevice()
    {
        using var select = _connection.CreateCommand();
        select.CommandText = "SELECT Id FROM Device LIMIT 1";
        return (string)select.ExecuteScalar()!;
    }

    public static string UserName(int number) => string.Create(CultureInfo.InvariantCulture, $"user{number}@contoso.corp.com");

    public void Dispose() => _connection.Dispose();

    private static string DeviceName(int number) => string.Create(CultureInfo.InvariantCulture, $"pc{number:00000}");

    private static SqliteConnection Open(string store)
    {
        var connection = new SqliteConnection($"Data Source={store};Pooling=False;Default Timeout=60");
        connection.Open();
        return connection;
    }

    private void Insert(string sql, IEnumerable<object?[]> rows)
    {
        using var transaction = _connection.BeginTransaction();
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var row in rows)
        {
            for (var index = 0; index < row.Length; index++)
            {
                var value = row[index] ?? DBNull.Value;
                if (command.Parameters.Count == index)
                    command.Parameters.AddWithValue($"${index.ToString(CultureInfo.InvariantCulture)}", value);
                else
                    command.Parameters[index].Value = value;
            }

            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
