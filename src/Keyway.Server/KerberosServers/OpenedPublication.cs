using System.Security.Cryptography;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;

namespace Keyway.Server.KerberosServers;

/// <summary>A publication whose every member was checked; what remains is whether it is newer than what the store has.</summary>
/// <param name="Server">Its version is 0 until the store gives one.</param>
/// <param name="Key">32 bytes; <see cref="Dispose"/> zeroes them.</param>
internal sealed record OpenedPublication(KerberosServer Server, byte[] Key) : IDisposable
{
    private const int KeyLength = 32;
    private const int LongestList = 1024;
    private const int LongestDisplayName = 256;

    // As much as Kerberos itself bears: a publication from the future would lock the following ones out.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Checks an authentic publication against where it was sent and who sent it.</summary>
    /// <param name="domain">Of the address, lower case; the sender may write it.</param>
    /// <param name="name">Of the address.</param>
    public static Result<OpenedPublication> Check(KerberosServerPublication publication, Guid tenantId, string domain, string name, DateTimeOffset now)
    {
        if (publication.TenantId != tenantId)
            return Catalogue.KerberosServers.OtherTenant;
        if (DomainName.Normalise(publication.DomainDnsName) != domain || !publication.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            return Catalogue.KerberosServers.OtherAddress;
        if (!IsName(publication.Name))
            return Malformed("name");
        if (publication.NetBiosName.Length is 0 or > 15 || publication.NetBiosName.Any(character => character <= ' ' || character == '\\'))
            return Malformed("netBiosName");
        if (publication.DisplayName.Length > LongestDisplayName || publication.DisplayName.Any(char.IsControl))
            return Malformed("displayName");
        if (publication.Id is < 1 or > ushort.MaxValue)
            return Malformed("id");
        if (publication.TicketKeyVersion is < 0 or > ushort.MaxValue || publication.KeyVersion < 0)
            return Malformed("keyVersion");
        if (!SecurityIdentifier.Parse(publication.DomainSid).TryGet(out var domainSid, out _) || !domainSid.Child(1000).IsDomainAccount)
            return Malformed("domainSid");
        if (!TryReadAccount(publication.AccountSid, domainSid, out var account))
            return Malformed("accountSid");
        if (ReadSids(publication.AllowedSids) is not { } allowed || ReadSids(publication.DeniedSids) is not { } denied)
            return Malformed("allowedSids or deniedSids");
        if (publication.IssuedOn > now + ClockSkew)
            return Catalogue.KerberosServers.FromTheFuture;
        if (ReadKey(publication.Key) is not { } key)
            return Malformed("key");

        // The store keeps milliseconds; compared more finely, the same publication would count as newer than itself.
        var issuedOn = DateTimeOffset.FromUnixTimeMilliseconds(publication.IssuedOn.ToUnixTimeMilliseconds());
        return new OpenedPublication(
            new KerberosServer(
                domain, publication.Name, publication.NetBiosName, domainSid, publication.Id, publication.DisplayName, publication.KeyVersion, publication.TicketKeyVersion,
                PreviousTicketKeyVersion: null, publication.KeyUpdatedOn, allowed, denied, issuedOn, IsRemoved: false, Version: 0,
                AccountSid: account),
            key);
    }

    /// <summary>True for a name that is the same in an address, in a DN and in a log: 1 to 64 letters, digits, <c>-</c> and <c>_</c>.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    public void Dispose() => CryptographicOperations.ZeroMemory(Key);

    private static Refusal Malformed(string member) => new(Catalogue.KerberosServers.PublicationMalformed, member);

    /// <summary>None, or an account of the domain itself.</summary>
    private static bool TryReadAccount(string? text, SecurityIdentifier domain, out SecurityIdentifier? account)
    {
        account = null;
        return text is null || (SecurityIdentifier.Parse(text).TryGet(out account, out _) && account.IsDomainAccount && account.Parent.Equals(domain));
    }

    private static HashSet<SecurityIdentifier>? ReadSids(IReadOnlyList<string> texts)
    {
        if (texts.Count > LongestList)
            return null;
        var sids = new HashSet<SecurityIdentifier>();
        foreach (var text in texts)
        {
            if (text is null || !SecurityIdentifier.Parse(text).TryGet(out var sid, out _))
                return null;
            sids.Add(sid);
        }

        return sids;
    }

    private static byte[]? ReadKey(string base64)
    {
        var key = new byte[KeyLength];
        return base64.Length <= 64 && Convert.TryFromBase64String(base64, key, out var written) && written == KeyLength ? key : null;
    }
}
