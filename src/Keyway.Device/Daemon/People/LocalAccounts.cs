using System.Buffers.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.People;

/// <summary>
/// The people who have signed in on this computer, in memory and in one file that is replaced whole. Questions about users are answered
/// from memory alone: whoever asks for a name must never wait for a disk or a network.
/// </summary>
internal sealed class LocalAccounts
{
    internal const string FileName = "people.json";
    private const int MostCredentials = 16;

    // As Active Directory has it; whoever sends more wants something else.
    private const int LongestPrincipalName = 1024;
    private const int LongestDisplayName = 256;

    private readonly DeviceFolder _folder;
    private readonly LocalFiles _local;
    private readonly Lock _writing = new();
    private IReadOnlyList<LocalAccount> _accounts;

    private LocalAccounts(DeviceFolder folder, LocalFiles local, IReadOnlyList<LocalAccount> accounts)
    {
        _folder = folder;
        _local = local;
        _accounts = accounts;
    }

    public IReadOnlyList<LocalAccount> All => Volatile.Read(ref _accounts);

    /// <summary>Reads the file; none is there before the first sign-in.</summary>
    public static Result<LocalAccounts> Open(DeviceFolder folder, LocalFiles local)
    {
        if (!folder.Read(FileName, Catalogue.Device.NotJoined).TryGet(out var content, out var refusal))
            return refusal.Error == Catalogue.Device.NotJoined ? new LocalAccounts(folder, local, []) : refusal;
        return ContractsJson.TryRead(content, DeviceJson.Default.LocalAccountArray, out var accounts) && accounts.All(IsSound) && accounts.DistinctBy(account => account.Name).Count() == accounts.Length
            && accounts.DistinctBy(account => account.UserId).Count() == accounts.Length
                ? new LocalAccounts(folder, local, accounts)
                : new Refusal(Catalogue.Device.StateDamaged, FileName);
    }

    /// <summary>The person of a name: their own, or for people of a domain any form of it.</summary>
    public LocalAccount? FindCalled(string name) => Find(name) ?? All.FirstOrDefault(account => account.Domain is { } user && user.IsCalled(name, account.Name));

    public LocalAccount? Find(string name) => All.FirstOrDefault(account => account.Name == name);

    public LocalAccount? Find(uint userId) => All.FirstOrDefault(account => account.UserId == userId);

    public LocalAccount? Find(Guid objectId) => All.FirstOrDefault(account => account.ObjectId == objectId);

    /// <summary>
    /// The user of somebody whom the identity server signed in: the one they are already, or a new one. Their name and number are written
    /// down before anybody can use them.
    /// </summary>
    /// <param name="issued">What the server issued.</param>
    /// <param name="credentialId">The credential that signed in.</param>
    /// <param name="domainUser">The user that a domain's computer has for them; null where this daemon makes one.</param>
    public Result<LocalAccount> Welcome(IssuedToken issued, ReadOnlySpan<byte> credentialId, (PasswdEntry Entry, DomainUser User)? domainUser = null)
    {
        if (issued.User.Length > LongestPrincipalName)
            return new Refusal(Catalogue.Daemon.NameImpossible, $"{issued.User.Length} characters");
        var credential = Base64Url.EncodeToString(credentialId);
        lock (_writing)
        {
            if (!(domainUser is { } mapped ? Mapped(issued, mapped.Entry, mapped.User) : Find(issued.ObjectId) is { Domain: null } known ? known : New(issued)).TryGet(out var account, out var refusal))
                return refusal;
            var welcome = account with
            {
                UserPrincipalName = issued.User,
                DisplayName = issued.Name is { } name ? string.Concat(name.EnumerateRunes().Take(LongestDisplayName)) : null,
                Credentials = [credential, .. account.Credentials.Where(other => other != credential).Take(MostCredentials - 1)],
                LastSignIn = issued.At,
            };
            LocalAccount[] accounts = [.. All.Where(other => other.ObjectId != issued.ObjectId && other.UserId != welcome.UserId && other.Name != welcome.Name), welcome];
            if (!_folder.Write(FileName, JsonSerializer.SerializeToUtf8Bytes(accounts, DeviceJson.Default.LocalAccountArray)).TryGet(out _, out refusal))
                return refusal;
            Volatile.Write(ref _accounts, accounts);
            return welcome;
        }
    }

    private Result<LocalAccount> New(IssuedToken issued)
    {
        if (LocalName.Of(issued.User) is not { } name)
            return new Refusal(Catalogue.Daemon.NameImpossible, issued.User);
        if (_local.IsNameTaken(name) || (Find(name) is { } other && other.ObjectId != issued.ObjectId))
            return new Refusal(Catalogue.Daemon.NameTaken, name);
        var number = UserIds.Of(issued.ObjectId, taken => Find(taken) is not null || _local.IsNumberTaken(taken));
        return new LocalAccount(issued.ObjectId, name, number, issued.User, [], issued.At, issued.Name);
    }

    private Result<LocalAccount> Mapped(IssuedToken issued, PasswdEntry entry, DomainUser user)
    {
        // The same account of the domain may become another person of the server, when it is synced anew. Two accounts never share a user.
        var holder = All.FirstOrDefault(other => other.ObjectId != issued.ObjectId && (other.UserId == entry.UserId || other.Name == entry.Name));
        if (holder is not null && (holder.Domain?.Sid is not { } sid || sid != user.Sid))
            return new Refusal(Catalogue.Daemon.UserImpossible, $"{entry.Name} ({entry.UserId}) is {holder.UserPrincipalName} already");
        return new LocalAccount(issued.ObjectId, entry.Name, entry.UserId, issued.User, Find(issued.ObjectId)?.Credentials ?? [], issued.At, issued.Name, user);
    }

    private static bool IsSound(LocalAccount account) => account.Domain is { } user
        ? PasswdEntry.IsName(account.Name) && DomainUsers.IsOrdinary(account.UserId) && Path.IsPathFullyQualified(user.Home)
        : LocalName.IsValid(account.Name) && account.UserId is >= UserIds.First and <= UserIds.Last;
}
