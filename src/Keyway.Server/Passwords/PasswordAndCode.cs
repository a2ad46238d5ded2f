using System.Net;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.Tokens;

namespace Keyway.Server.Passwords;

/// <summary>
/// The sign-in by name, password and code, for pages and grants: of cloud-only and of synced people alike. The code is asked for when the password was right
/// and an authenticator app is registered; a stranger without the password learns nothing of apps, passwords or people.
/// </summary>
internal sealed class PasswordAndCode(
    PasswordSignIn signIn, CloudPasswords cloud, OneTimeCodes codes, SignInMethods methods, AccountDirectory accounts, SignOutEverywhere everywhere, TimeProvider time)
{
    /// <param name="code">As typed; null when nobody asked for one yet.</param>
    /// <returns>
    /// The person, by both factors or by the password alone when no app is registered; KW2681 when the code is missing; KW2704 when <see cref="ChangeAsync(string, HeldSecret, HeldSecret, string?, IPAddress?)"/>
    /// has to come first; what <see cref="PasswordSignIn"/> and <see cref="OneTimeCodes.VerifyAsync"/> refuse.
    /// </returns>
    public async Task<Result<SignedInPerson>> VerifyAsync(string userName, HeldSecret password, string? code, IPAddress? address)
    {
        // A sign-in is as old as its beginning: a password that is reset while it is looked at opens nothing.
        var began = time.GetUtcNow();
        return (await signIn.SignInAsync(userName, password, address, CancellationToken.None)).TryGet(out var account, out var refusal)
            ? await WithCodeAsync(account, code, began)
            : refusal;
    }

    /// <inheritdoc cref="VerifyAsync(string, HeldSecret, string?, IPAddress?)"/>
    public async Task<Result<SignedInPerson>> VerifyAsync(string userName, string password, string? code, IPAddress? address, CancellationToken cancellation)
    {
        // Who hangs up has guessed all the same: the check goes on to its end.
        cancellation.ThrowIfCancellationRequested();
        using var held = HeldSecret.Of(password);
        return await VerifyAsync(userName, held, code, address);
    }

    /// <summary>
    /// Changes the password of this server by the old one, and by the code where an app is registered; signs the person in by the same. Every other sign-in of the
    /// person ends.
    /// </summary>
    /// <returns>The person; KW2700 for a synced one; what a sign-in refuses, and what <see cref="CloudPasswords"/> refuses of the new password.</returns>
    public async Task<Result<SignedInPerson>> ChangeAsync(string userName, HeldSecret old, HeldSecret chosen, string? code, IPAddress? address)
    {
        var began = time.GetUtcNow();
        var replaced = accounts.FindByUserName(userName) is { } owner ? cloud.Find(owner.Id)?.SetOn : null;
        if (!(await signIn.SignInAsync(userName, old, address, CancellationToken.None)).TryGet(out var account, out var refusal))
        {
            // The password was right all the same.
            if (refusal.Error != Catalogue.CloudPasswords.MustChange || accounts.FindByUserName(userName) is not { } found)
                return refusal;
            account = found;
        }

        if (!(await WithCodeAsync(account, code, began)).TryGet(out var person, out refusal)
            || !Differs(old, chosen).TryGet(out _, out refusal)
            || !(await cloud.SetAsync(account, chosen, account.Id, mustChange: false, CancellationToken.None, replaced ?? DateTimeOffset.MinValue)).TryGet(out account, out refusal))
        {
            return refusal;
        }

        return person with { Account = account, AuthenticatedOn = everywhere.ValidFrom(account.Id).AddMilliseconds(1) };
    }

    /// <inheritdoc cref="ChangeAsync(string, HeldSecret, HeldSecret, string?, IPAddress?)"/>
    public async Task<Result<SignedInPerson>> ChangeAsync(string userName, string old, string chosen, string? code, IPAddress? address, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var heldOld = HeldSecret.Of(old);
        using var heldChosen = HeldSecret.Of(chosen);
        return await ChangeAsync(userName, heldOld, heldChosen, code, address);
    }

    private async Task<Result<SignedInPerson>> WithCodeAsync(Account account, string? code, DateTimeOffset began)
    {
        if (!methods.Of(account).HasPasswordAndCode)
            return new SignedInPerson(account, [AuthenticationMethod.Password], began);
        if (code is not { Length: > 0 })
            return Catalogue.OneTimeCodes.CodeNeeded;
        return (await codes.VerifyAsync(account, code, CancellationToken.None)).TryGet(out _, out var refusal)
            ? new SignedInPerson(account, [AuthenticationMethod.Password, AuthenticationMethod.OneTimeCode, AuthenticationMethod.MultiFactor], began)
            : refusal;
    }

    // Whoever set the old one knows it still.
    private static Result<HeldSecret> Differs(HeldSecret old, HeldSecret chosen) => OpaqueString.AreSame(old, chosen) ? Catalogue.CloudPasswords.Unchanged : chosen;
}
