using System.Security.Cryptography;
using Keyway.Contracts.Passwords;

namespace Keyway.Server.Passwords.Agents;

/// <summary>A running <c>keyway-connect passwords</c>: its id, its connector and its key belong together for as long as it runs.</summary>
/// <param name="keyInfo">SPKI of its P-256 key.</param>
internal sealed class PasswordAgent(Guid id, Guid connectorId, string hostName, byte[] keyInfo, ECDiffieHellman key, DateTimeOffset firstSeen) : IDisposable
{
    /// <summary>After so long without a request it counts as gone.</summary>
    public static readonly TimeSpan ActiveFor = TimeSpan.FromMinutes(2);

    private readonly long[] _outcomes = new long[(int)PasswordVerdict.Unavailable + 1];

    public Guid Id { get; } = id;

    public Guid ConnectorId { get; } = connectorId;

    /// <summary>To which passwords are sealed.</summary>
    public ECDiffieHellman Key { get; } = key;

    public DateTimeOffset FirstSeen { get; } = firstSeen;

    public DateTimeOffset LastSeen { get; set; } = firstSeen;

    public DateTimeOffset? LastAnswer { get; private set; }

    public int OpenPolls { get; set; }

    public int InHand { get; set; }

    public long Unanswered { get; set; }

    public bool Is(Guid connector, ReadOnlySpan<byte> otherKeyInfo) => connector == ConnectorId && CryptographicOperations.FixedTimeEquals(keyInfo, otherKeyInfo);

    /// <summary>It asks for work, or has done so a short while ago.</summary>
    public bool IsActive(DateTimeOffset now) => OpenPolls > 0 || now - LastSeen < ActiveFor;

    public void Answered(PasswordVerdict verdict, DateTimeOffset now)
    {
        _outcomes[(int)verdict]++;
        LastAnswer = now;
    }

    public long Outcomes(PasswordVerdict verdict) => _outcomes[(int)verdict];

    public PasswordCheckAgent View(DateTimeOffset now) => new(
        Id, ConnectorId, hostName, IsActive(now) ? "active" : "inactive", FirstSeen, LastSeen, LastAnswer, InHand, _outcomes.Sum(), Unanswered);

    public void Dispose() => Key.Dispose();
}
