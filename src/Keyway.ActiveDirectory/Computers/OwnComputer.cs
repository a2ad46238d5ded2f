using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Computers;

/// <summary>
/// The account of the computer itself, and the certificates by which a hybrid join makes it known: a computer may write its own userCertificate, since
/// that belongs to its property set Personal Information ([MS-ADTS] 3.1.1.2.3.3), and no other computer's.
/// </summary>
public sealed record OwnComputer
{
    private const string Certificates = "userCertificate";

    // More is none of a join, and each one goes to the identity server at every change.
    private const int MaximumCertificates = 100;

    // The directory may answer a lost race twice; a third time it is not one.
    private const int MaximumAttempts = 3;

    private static readonly string[] Attributes = ["objectGUID", "objectSid", "sAMAccountName", Certificates];

    /// <summary>The computer's identity for life, and its device id when it is joined.</summary>
    public required Guid ObjectGuid { get; init; }

    public required SecurityIdentifier Sid { get; init; }

    /// <summary>Distinguished name.</summary>
    public required string Dn { get; init; }

    /// <summary>Ends in <c>$</c>.</summary>
    public required string SamAccountName { get; init; }

    /// <summary>The values of userCertificate, of this and of other programs.</summary>
    public required IReadOnlyList<byte[]> UserCertificates { get; init; }

    /// <summary>Finds the account in the connection's domain; <c>KW1430</c> when it is not there or is no computer's.</summary>
    /// <param name="connection">Signed in as the computer, or as anybody who may read it.</param>
    /// <param name="samAccountName">With or without the <c>$</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Result<OwnComputer>> ReadAsync(DomainConnection connection, string samAccountName, CancellationToken cancellationToken = default)
    {
        var name = samAccountName.EndsWith('$') ? samAccountName : samAccountName + '$';
        var search = new LdapSearch(
            connection.RootDse.DomainDn,
            LdapScope.Subtree,
            LdapFilter.And(LdapFilter.Equal("objectClass", "computer"), LdapFilter.Equal("sAMAccountName", name)),
            Attributes)
        {
            MaxEntries = 1,
        };
        if (!(await connection.SearchAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var entries, out var refusal))
            return refusal;
        return entries is [var entry] ? Read(entry) : new Refusal(Catalogue.ActiveDirectory.ComputerUnknown, name);
    }

    /// <summary>Writes a certificate beside those that are there. Null when it stands there now, also when it stood there before.</summary>
    /// <param name="connection">Signed in as the computer.</param>
    /// <param name="computer">As it was read.</param>
    /// <param name="der">An X.509 certificate whose subject is <c>CN=</c> and the computer's objectGUID; <c>KW1431</c> for any other.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Refusal?> AddCertificateAsync(DomainConnection connection, OwnComputer computer, ReadOnlyMemory<byte> der, CancellationToken cancellationToken = default)
    {
        if (!ComputerCertificate.IsOf(der.Span, computer.ObjectGuid))
            return new Refusal(Catalogue.ActiveDirectory.ComputerCertificateForeign, computer.SamAccountName);
        if (computer.Holds(der.Span))
            return null;

        var refusal = await connection.ModifyAsync(computer.Dn, [new LdapChange(LdapChangeKind.Add, Certificates, [der.ToArray()])], cancellationToken: cancellationToken).ConfigureAwait(false);
        if (refusal is null || refusal.Error == Catalogue.ActiveDirectory.ConnectionLost || refusal.Error == Catalogue.ActiveDirectory.InsufficientAccess)
            return refusal;

        // A run that was killed, or one beside this one, may have written it meanwhile.
        return (await ReadAgainAsync(connection, computer, cancellationToken).ConfigureAwait(false)).TryGet(out var now, out _) && now.Holds(der.Span) ? null : refusal;
    }

    /// <summary>Takes away the certificates whose subject is <c>CN=</c> and the computer's objectGUID; those of other programs stay. How many went.</summary>
    /// <param name="connection">Signed in as the computer.</param>
    /// <param name="computer">As it was read.</param>
    /// <param name="keep">One of them that stays, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Result<int>> RemoveCertificatesAsync(
        DomainConnection connection, OwnComputer computer, ReadOnlyMemory<byte>? keep = null, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var own = computer.UserCertificates.Where(der => ComputerCertificate.IsOf(der, computer.ObjectGuid) && keep?.Span.SequenceEqual(der) != true).ToList();
            if (own.Count == 0)
                return 0;
            var refusal = await connection.ModifyAsync(computer.Dn, [new LdapChange(LdapChangeKind.Delete, Certificates, own)], cancellationToken: cancellationToken).ConfigureAwait(false);
            if (refusal is null)
                return own.Count;
            if (refusal.Error != Catalogue.ActiveDirectory.DirectoryRefused || attempt == MaximumAttempts)
                return refusal;

            // One of them is gone already: the directory takes all or none.
            if (!(await ReadAgainAsync(connection, computer, cancellationToken).ConfigureAwait(false)).TryGet(out var now, out refusal))
                return refusal;
            computer = now;
        }
    }

    private static async Task<Result<OwnComputer>> ReadAgainAsync(DomainConnection connection, OwnComputer computer, CancellationToken cancellationToken) =>
        (await connection.ReadAsync(computer.Dn, Attributes, cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out var refusal) ? Read(entry) : refusal;

    private static Result<OwnComputer> Read(LdapEntry entry)
    {
        if (entry.Guid("objectGUID") is not { } guid || guid == Guid.Empty
            || entry.Bytes("objectSid") is not { } bytes || !SecurityIdentifier.Parse(bytes).TryGet(out var sid, out _)
            || entry.Text("sAMAccountName") is not { } name)
            return new Refusal(Catalogue.ActiveDirectory.ObjectUnidentified, entry.Dn);
        var certificates = entry.Values(Certificates);
        return certificates.Count <= MaximumCertificates
            ? new OwnComputer { ObjectGuid = guid, Sid = sid, Dn = entry.Dn, SamAccountName = name, UserCertificates = certificates }
            : new Refusal(Catalogue.ActiveDirectory.ObjectOversized, $"{entry.Dn}: {Certificates}");
    }

    private bool Holds(ReadOnlySpan<byte> der)
    {
        foreach (var certificate in UserCertificates)
        {
            if (der.SequenceEqual(certificate))
                return true;
        }

        return false;
    }
}
