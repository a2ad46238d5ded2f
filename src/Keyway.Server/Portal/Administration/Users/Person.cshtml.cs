using System.Buffers.Text;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.Metadata;
using Keyway.Server.Portal.Access;
using Keyway.Server.Portal.Sessions;
using Keyway.Server.Search;
using Keyway.Server.SignIns;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Portal.Administration.Users;

/// <summary>One person as administrators see one: state, ways to sign in, computers, sessions; and what can be done about each.</summary>
[AllowRoles(Role.GlobalAdministrator, Role.AuthenticationAdministrator, Role.Reader)]
internal sealed class PersonModel(
    AccountDirectory accounts, SignInMethods methods, TemporaryAccessPasses passes, DeviceSearch devices, WebSessions sessions,
    SignInQueries signIns,
    AuthenticatorModels models, PeopleAdministration people, TimeProvider time)
    : PersonPage(accounts)
{
    private const int RecentSignIns = 10;

    public MethodsOf Methods => field ??= methods.Of(Target);

    public IReadOnlyList<FoundDevice> Devices => field ??= devices.OfOwner(Target.Id);

    public IReadOnlyList<WebSession> Sessions => field ??= sessions.Of(Target.Id);

    public IReadOnlyList<SignInEntry> SignIns => field ??= signIns.RecentOf(Target.Id, RecentSignIns);

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public bool IsCloudOnly => Target.OnPremises is null;

    /// <summary>Whether the caller decides who is let in, for this person.</summary>
    public bool MayChangeState => IsCloudOnly && Has(Role.GlobalAdministrator);

    public static string IdOf(SecurityKey key) => Base64Url.EncodeToString(key.CredentialId);

    /// <summary>The model's name, or its AAGUID when metadata does not know it.</summary>
    public ModelDescription ModelOf(SecurityKey key) => models.Of(key.Aaguid);

    public bool IsUsable(SecurityKey key) => Methods.UsableKeys.Any(usable => usable.CredentialId.AsSpan().SequenceEqual(key.CredentialId));

    public async Task<IActionResult> OnPostEnableAsync()
    {
        if (!Has(Role.GlobalAdministrator))
            return Refuse(Catalogue.Accounts.Forbidden);
        return (await people.SetEnabledAsync(Target.Id, enabled: true, Person.Id, HttpContext.RequestAborted)).TryGet(out var account, out var refusal)
            ? GoTo(Path, $"{account.DisplayName} is enabled.")
            : Refuse(refusal);
    }

    public async Task<IActionResult> OnPostWithdrawPassAsync()
    {
        if (MethodRefusal is { } notAllowed)
            return Refuse(notAllowed);
        if (passes.Find(Target.Id) is not { } pass)
            return Refuse(Catalogue.AuthenticationMethods.PassNotFound);
        return (await passes.WithdrawAsync(Target.Id, pass.Id, Person.Id, HttpContext.RequestAborted)).TryGet(out _, out var refusal)
            ? GoTo(Path, "The Temporary Access Pass is withdrawn.")
            : Refuse(refusal);
    }
}
