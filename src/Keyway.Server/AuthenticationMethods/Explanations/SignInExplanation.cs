using System.Buffers.Text;
using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.KerberosServers;
using Keyway.Server.Passwords.Lockout;
using Keyway.Server.Passwords.Policy;
using Keyway.Server.Storage;

namespace Keyway.Server.AuthenticationMethods.Explanations;

/// <summary>Why somebody cannot sign in: what each rule says of the person, with its number, way by way in the order in which the server asks. Reads only.</summary>
internal sealed class SignInExplanation(
    Store store, SignInMethods methods, SecurityKeyPolicies keyPolicies, TemporaryAccessPassPolicies passPolicies, PasswordPolicies passwordPolicies, AccountDirectory accounts,
    KerberosServerService kerberosServers, TicketExplanations tickets, TimeProvider time)
{
    public IReadOnlyList<SignInFinding> Of(Account account)
    {
        var found = methods.Of(account);
        return [.. OfAccount(account), .. OfKeys(account, found), .. OfPass(account, found), .. OfPassword(account, found), .. OfCode(account, found), .. OfKerberos(account)];
    }

    private IEnumerable<SignInFinding> OfAccount(Account account)
    {
        var now = time.GetUtcNow();
        yield return SignInFinding.Of(SignInWay.Account, "The account is enabled", account.CheckEnabled(), "enabled");
        yield return SignInFinding.Of(SignInWay.Account, "The account has not expired", account.CheckNotExpired(now), "not expired");
        yield return SignInFinding.Of(SignInWay.Account, "The domain does not ask for another password first", account.CheckPassword(now), "neither expired nor to be changed");
        var validFrom = store.Read(session => SessionsValidFrom.Of(session, account.Id));
        yield return SignInFinding.Of(
            SignInWay.Account, "Sign-ins were not ended everywhere", null, validFrom == DateTimeOffset.MinValue ? "never" : $"those up to {validFrom:u} were (KW2056); newer ones count");
    }

    private IEnumerable<SignInFinding> OfKeys(Account account, MethodsOf found)
    {
        var rules = keyPolicies.Current;
        yield return SignInFinding.Of(
            SignInWay.SecurityKey, "The person may sign in with security keys",
            rules.Includes(account, accounts) ? null : new Refusal(Catalogue.AuthenticationMethods.MethodDisabled), "the policy includes the person");
        yield return SignInFinding.Of(
            SignInWay.SecurityKey, "The person has registered a security key",
            found.Keys.Count > 0 ? null : new Refusal(Catalogue.AuthenticationMethods.KeyNotRegistered), string.Create(CultureInfo.InvariantCulture, $"{found.Keys.Count} registered"));
        foreach (var key in found.Keys)
        {
            yield return SignInFinding.Of(
                SignInWay.SecurityKey, $"The model of \"{key.DisplayName}\" is allowed",
                rules.Allows(key.Aaguid) ? null : new Refusal(Catalogue.AuthenticationMethods.ModelNotAllowed, key.Aaguid.ToString()),
                $"{key.Aaguid}, credential {Base64Url.EncodeToString(key.CredentialId)}, last used {key.LastUsedOn?.ToString("u", CultureInfo.InvariantCulture) ?? "never"}");
        }
    }

    private IEnumerable<SignInFinding> OfPass(Account account, MethodsOf found)
    {
        const string rule = "The person has a Temporary Access Pass that works";
        if (found.Pass is not { } pass)
        {
            yield return SignInFinding.Absent(SignInWay.TemporaryAccessPass, rule, "none was issued");
            yield break;
        }

        var now = time.GetUtcNow();
        var lockout = store.Read(session => TemporaryAccessPassTable.Lockout(session, account.Id));
        yield return SignInFinding.Of(
            SignInWay.TemporaryAccessPass, "There were not too many wrong passes",
            lockout.IsBlocked(now) ? new Refusal(Catalogue.AuthenticationMethods.PassLockedOut, $"until {lockout.BlockedUntil:u}") : null,
            string.Create(CultureInfo.InvariantCulture, $"{lockout.Failures} wrong ones since the last right one"));
        yield return SignInFinding.Of(
            SignInWay.TemporaryAccessPass, "The person may use Temporary Access Passes",
            passPolicies.Current.Includes(account, accounts) ? null : new Refusal(Catalogue.AuthenticationMethods.PassDisabled), "the policy includes the person");
        yield return SignInFinding.Of(
            SignInWay.TemporaryAccessPass, rule,
            pass.IsUsable(now) ? null : new Refusal(Catalogue.AuthenticationMethods.PassRefused, pass.UsabilityReason(now)), $"until {pass.EndOn:u}");
    }

    private IEnumerable<SignInFinding> OfPassword(Account account, MethodsOf found)
    {
        const string rule = "The person has a password";
        if (found.Password == PasswordKind.None)
        {
            yield return SignInFinding.Absent(
                SignInWay.Password, rule, account.OnPremises is { } of ? $"password checks are off for {of.DomainDnsName}" : "nobody set one");
            yield break;
        }

        var now = time.GetUtcNow();
        var policy = account.OnPremises is { } onPremises ? passwordPolicies.Of(onPremises.DomainDnsName) : DomainPasswordPolicy.Cloud;
        yield return SignInFinding.Of(SignInWay.Password, rule, null, found.Password == PasswordKind.Cloud ? "of this server" : $"of {policy.Domain}");
        foreach (var familiar in new[] { true, false })
        {
            var (lockout, other) = store.Read(session => (PasswordLockoutTable.Find(session, account.Id, familiar), PasswordLockoutTable.Find(session, account.Id, !familiar)));
            yield return SignInFinding.Of(
                SignInWay.Password, familiar ? "There were not too many wrong passwords from the person's own networks" : "There were not too many wrong passwords from other networks",
                lockout.MustWait(other, policy.LockoutDuration, now) ? new Refusal(Catalogue.Passwords.LockedOut, $"until {lockout.LockedUntil:u} or later") : null,
                string.Create(CultureInfo.InvariantCulture, $"{lockout.Failures} wrong ones, {policy.Threshold(familiar)} lock"));
        }

        if (found.Password == PasswordKind.Cloud && store.Read(session => CloudPasswordTable.Find(session, account.Id)) is { } stored)
        {
            yield return SignInFinding.Of(
                SignInWay.Password, "The password need not be changed first", stored.MustChange ? new Refusal(Catalogue.CloudPasswords.MustChange) : null, $"set {stored.SetOn:u}");
        }
    }

    private IEnumerable<SignInFinding> OfCode(Account account, MethodsOf found)
    {
        const string rule = "The person has registered an authenticator app";
        if (found.Code is not { } code)
        {
            yield return SignInFinding.Absent(SignInWay.OneTimeCode, rule, found.CodeAllowed ? "none" : "none, and the policy does not include the person");
            yield break;
        }

        var now = time.GetUtcNow();
        var lockout = store.Read(session => OneTimeCodeTable.Lockout(session, account.Id));
        yield return SignInFinding.Of(SignInWay.OneTimeCode, rule, null, $"registered {code.CreatedOn:u}, last used {code.LastUsedOn?.ToString("u", CultureInfo.InvariantCulture) ?? "never"}");
        yield return SignInFinding.Of(
            SignInWay.OneTimeCode, "The person may use codes", found.CodeAllowed ? null : new Refusal(Catalogue.OneTimeCodes.CodesDisabled), "the policy includes the person");
        yield return SignInFinding.Of(
            SignInWay.OneTimeCode, "There were not too many wrong codes",
            lockout.IsShut ? new Refusal(Catalogue.OneTimeCodes.CodesShut)
            : lockout.IsBlocked(now) ? new Refusal(Catalogue.OneTimeCodes.CodeLockedOut, $"until {lockout.BlockedUntil:u}")
            : null,
            string.Create(CultureInfo.InvariantCulture, $"{lockout.Failures} wrong ones since the last right one"));
    }

    private IEnumerable<SignInFinding> OfKerberos(Account account)
    {
        if (account.OnPremises is not { } onPremises
            || !Guid.TryParse(store.Read(session => DirectoryUsers.Find(session, account.Id))?.ExternalId, out var objectGuid))
        {
            yield return SignInFinding.Absent(SignInWay.Kerberos, "The account is synced from its domain", "a cloud-only person has no on-premises access");
            yield break;
        }

        // The rules about account and keys stand above already.
        var asked = TicketRules.OfServer.Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal);
        var servers = kerberosServers.List(onPremises.DomainDnsName);
        foreach (var name in servers.Count == 0 ? [""] : servers.Select(server => server.Name))
        {
            foreach (var answer in tickets.Explain(onPremises.DomainDnsName, name, objectGuid).Rules.Where(answer => asked.Contains(answer.Rule)))
                yield return new SignInFinding(SignInWay.Kerberos, servers.Count > 1 ? $"{name}: {answer.Rule}" : answer.Rule, answer.Holds, answer.Detail, answer.Code);
        }
    }
}
