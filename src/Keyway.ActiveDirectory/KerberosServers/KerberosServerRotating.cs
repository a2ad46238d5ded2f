using System.Globalization;
using System.Security.Cryptography;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Resets of a krbtgt account, one after the other. The domain controller ignores the password that it is given and takes a random one.</summary>
internal sealed class KerberosServerRotating(DomainConnection connection, TimeProvider time)
{
    private const int Looks = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>The resets, and the version that each ends with.</summary>
    public static List<PlannedChange> Plan(KerberosServerDescription server, int times) =>
        [.. Enumerable.Range(1, times).Select(i => Change(server.UserAccount, After(server.TicketKeyVersion, i), []).Planned)];

    /// <summary>Null once the version has moved by one for each reset, or why not.</summary>
    public async Task<Refusal?> RunAsync(KerberosServerDescription server, int times, IProgress<PlannedChange>? made, CancellationToken cancellationToken)
    {
        // A reset of someone else between two readings shows as a version too many, so that the first reading is as fresh as it can be.
        if (!(await ReadVersionAsync(server.UserAccount, cancellationToken).ConfigureAwait(false)).TryGet(out var before, out var refusal))
            return refusal;
        if (before != server.TicketKeyVersion)
            return Overtaken(server.UserAccount, server.TicketKeyVersion, before);

        for (var i = 1; i <= times; i++)
        {
            var password = DirectoryPassword.Random();
            var change = Change(server.UserAccount, After(before, i), password);
            var reset = await change.MakeAsync(connection, cancellationToken).ConfigureAwait(false);
            CryptographicOperations.ZeroMemory(password);
            if (reset is not null)
                return reset.Error == Catalogue.ActiveDirectory.NoSuchObject ? new Refusal(Catalogue.KerberosServerObject.AnotherAdministrator, server.UserAccount) : reset;

            made?.Report(change.Planned);
            if (await WaitAsync(server.UserAccount, After(before, i - 1), After(before, i), cancellationToken).ConfigureAwait(false) is { } failed)
                return failed;
        }

        return null;
    }

    // Only the low half goes into a ticket ([MS-KILE] 3.1.5.8), and so only it is compared.
    private static int After(int version, int resets) => (version + resets) & ushort.MaxValue;

    private static DirectoryChange Change(string dn, int version, byte[] password) => DirectoryChange.ResetPassword(
        KerberosServerPart.User, dn, password, string.Create(CultureInfo.InvariantCulture, $"{PlannedAttribute.ChosenByDirectory}, ticket key version {version}"));

    private static Refusal Overtaken(string dn, int expected, int found) => new(
        Catalogue.KerberosServerObject.AnotherAdministrator, string.Create(CultureInfo.InvariantCulture, $"{dn} has key version {found} where {expected} was expected"));

    private async Task<Refusal?> WaitAsync(string dn, int from, int to, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Looks; i++)
        {
            if (!(await ReadVersionAsync(dn, cancellationToken).ConfigureAwait(false)).TryGet(out var version, out var refusal))
                return refusal;
            if (version == to)
                return null;
            if (version != from)
                return Overtaken(dn, to, version);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }

        return new Refusal(Catalogue.KerberosServerObject.VersionDidNotMove, dn);
    }

    private async Task<Result<int>> ReadVersionAsync(string dn, CancellationToken cancellationToken)
    {
        var read = await connection.ReadAsync(dn, [KerberosServerAttributes.KeyVersion], cancellationToken).ConfigureAwait(false);
        if (!read.TryGet(out var entry, out var refusal))
            return refusal.Error == Catalogue.ActiveDirectory.NoSuchObject ? new Refusal(Catalogue.KerberosServerObject.AnotherAdministrator, dn) : refusal;
        return entry.Integer(KerberosServerAttributes.KeyVersion) is >= 0 and var version
            ? (int)(version & ushort.MaxValue)
            : new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"{dn} lacks the key version, or the account may not see it");
    }
}
