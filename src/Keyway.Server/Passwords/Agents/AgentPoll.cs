using System.Security.Cryptography;
using Keyway.Contracts.Passwords;
using Keyway.Errors;

namespace Keyway.Server.Passwords.Agents;

/// <summary>An agent's request for work after it was read.</summary>
/// <param name="KeyInfo">SPKI of a P-256 key, imported as <paramref name="Key"/>; whoever does not keep the key disposes it.</param>
internal sealed record AgentPoll(Guid AgentId, Guid ConnectorId, string HostName, byte[] KeyInfo, ECDiffieHellman Key, int Most, TimeSpan Wait)
{
    private const int MostChecks = 32;
    private const int LongestWait = 60;
    private const int LongestHostName = 253;
    private const int LongestKey = 256;

    /// <summary>Checks every member of an untrusted request.</summary>
    public static Result<AgentPoll> Read(PasswordCheckPoll sent, Guid connectorId)
    {
        if (sent.AgentId == Guid.Empty || sent.Most is < 1 or > MostChecks || sent.WaitSeconds is < 0 or > LongestWait)
            return new Refusal(Catalogue.Passwords.PollMalformed, "agentId, most or waitSeconds");
        if (sent.HostName.Length is 0 or > LongestHostName || !sent.HostName.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_'))
            return new Refusal(Catalogue.Passwords.PollMalformed, "hostName");
        var buffer = new byte[LongestKey];
        if (sent.AgentKey.Length > LongestKey || !Convert.TryFromBase64String(sent.AgentKey, buffer, out var length) || ReadKey(buffer.AsSpan(0, length)) is not { } key)
            return new Refusal(Catalogue.Passwords.PollMalformed, "agentKey");
        return new AgentPoll(sent.AgentId, connectorId, sent.HostName, buffer[..length], key, sent.Most, TimeSpan.FromSeconds(sent.WaitSeconds));
    }

    private static ECDiffieHellman? ReadKey(ReadOnlySpan<byte> info)
    {
        var key = ECDiffieHellman.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(info, out var read);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve;
            if (read == info.Length && curve.IsNamed && curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value)
                return key;
        }
        catch (CryptographicException)
        {
            // Null says it.
        }

        key.Dispose();
        return null;
    }
}
