using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Connectors;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;

namespace Keyway.Server.Applications;

/// <summary>The registered applications. Only people change them: no application can register another, give itself a permission or renew its own credential.</summary>
internal sealed class ApplicationDirectory(Store store, DurableWriter writer, AuditLog audit, TimeProvider time)
{
    /// <summary>How long a secret lives when nobody says.</summary>
    public static readonly TimeSpan UsualSecretLife = TimeSpan.FromDays(180);

    /// <summary>How long it can live.</summary>
    public static readonly TimeSpan LongestSecretLife = TimeSpan.FromDays(730);

    private const int LongestName = 120;
    private const int MostCredentials = 16;

    public Application? Find(Guid id) => store.Read(session => ApplicationTable.Find(session, id));

    /// <inheritdoc cref="ApplicationTable.Page"/>
    public List<Application> Page(Guid? after, int count) => store.Read(session => ApplicationTable.Page(session, after, count));

    /// <summary>Registers an application, which can do nothing yet.</summary>
    public Task<Result<Application>> RegisterAsync(string displayName, Guid actor, CancellationToken cancellation)
    {
        if (Name(displayName) is not { } name)
            return Task.FromResult<Result<Application>>(Catalogue.Applications.NameRefused);
        var application = new Application(Guid.NewGuid(), name, true, time.GetUtcNow(), actor, [], []);
        return writer.WriteAsync<Application>(
            session =>
            {
                ApplicationTable.Insert(session, application);
                audit.Append(session, ApplicationActivity.Registered, actor, application.Id, ("name", name));
                return application;
            },
            cancellation);
    }

    /// <summary>Renames, enables or disables; null leaves as it is. Acts at once, also on tokens that are out.</summary>
    public Task<Result<Application>> ChangeAsync(Guid id, string? displayName, bool? enabled, Guid actor, CancellationToken cancellation)
    {
        var name = displayName is null ? null : Name(displayName);
        if (displayName is not null && name is null)
            return Task.FromResult<Result<Application>>(Catalogue.Applications.NameRefused);
        return ChangeAsync(id, (session, before) =>
        {
            var after = before with { DisplayName = name ?? before.DisplayName, Enabled = enabled ?? before.Enabled };
            ApplicationTable.Update(session, after);
            audit.Append(
                session, ApplicationActivity.Changed, actor, id, ("name", before.DisplayName), ("newName", after.DisplayName),
                ("enabled", before.Enabled ? "true" : "false"), ("newEnabled", after.Enabled ? "true" : "false"));
            return after;
        }, cancellation);
    }

    public Task<Result<Application>> RemoveAsync(Guid id, Guid actor, CancellationToken cancellation) => ChangeAsync(id, (session, application) =>
    {
        ApplicationTable.Delete(session, id);
        audit.Append(
            session, ApplicationActivity.Removed, actor, id, ("name", application.DisplayName),
            ("permissions", string.Join(' ', application.Grants.Select(grant => grant.Permission.Name()))));
        return application;
    }, cancellation);

    /// <summary>Makes a secret; nothing keeps it.</summary>
    /// <param name="expires">UTC; null for the usual life.</param>
    public async Task<Result<NewSecret>> AddSecretAsync(Guid id, string? displayName, DateTimeOffset? expires, Guid actor, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var end = expires ?? now + UsualSecretLife;
        if (end <= now || end > now + LongestSecretLife)
            return new Refusal(Catalogue.Applications.CredentialRefused, "endDateTime");
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var credential = new ApplicationCredential(Guid.NewGuid(), displayName ?? "", secret[..3], Hash(secret), null, now, end);
        return (await AddAsync(id, credential, actor, cancellation)).TryGet(out _, out var refusal) ? new NewSecret(credential, secret) : refusal;
    }

    /// <summary>Registers a certificate, which ends by its own date.</summary>
    /// <param name="base64">One X.509 certificate in DER.</param>
    public async Task<Result<ApplicationCredential>> AddCertificateAsync(Guid id, string? displayName, string base64, Guid actor, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!ConnectorCertificate.Read(base64, now).TryGet(out var der, out _) || !ConnectorCertificate.Open(der).TryGet(out var certificate, out _))
            return new Refusal(Catalogue.Applications.CredentialRefused, "key");
        using (certificate)
        {
            var credential = new ApplicationCredential(Guid.NewGuid(), displayName ?? "", null, null, der, now, certificate.ValidTo);
            return (await AddAsync(id, credential, actor, cancellation)).TryGet(out _, out var refusal) ? credential : refusal;
        }
    }

    public Task<Result<Application>> RemoveCredentialAsync(Guid id, Guid credentialId, bool isSecret, Guid actor, CancellationToken cancellation) =>
        ChangeAsync(id, (session, application) =>
        {
            if (application.Credentials.FirstOrDefault(held => held.Id == credentialId && held.SecretHash is not null == isSecret) is not { } credential)
                return Catalogue.Applications.CredentialNotFound;
            ApplicationTable.Remove(session, id, credential);
            audit.Append(session, ApplicationActivity.CredentialRemoved, actor, id, Facts(credential));
            return application;
        }, cancellation);

    /// <summary>Gives a permission; having it already is no error.</summary>
    public Task<Result<Application>> GrantAsync(Guid id, Permission permission, Guid actor, CancellationToken cancellation) => ChangeAsync(id, (session, application) =>
    {
        if (!Permissions.OfApplications.Contains(permission))
            return Catalogue.Applications.PermissionUnknown;
        if (application.Permissions.Contains(permission))
            return application;
        ApplicationTable.Grant(session, id, new GrantedPermission(permission, time.GetUtcNow(), actor));
        audit.Append(session, ApplicationActivity.PermissionGranted, actor, id, ("permission", permission.Name()), ("before", Held(application)));
        return ApplicationTable.Find(session, id)!;
    }, cancellation);

    public Task<Result<Application>> WithdrawAsync(Guid id, Permission permission, Guid actor, CancellationToken cancellation) => ChangeAsync(id, (session, application) =>
    {
        if (!ApplicationTable.Withdraw(session, id, permission))
            return Catalogue.Applications.PermissionNotHeld;
        audit.Append(session, ApplicationActivity.PermissionWithdrawn, actor, id, ("permission", permission.Name()), ("before", Held(application)));
        return application;
    }, cancellation);

    /// <summary>The enabled application with this id and one of its secrets. A stranger learns nothing from the time that it takes or from the refusal.</summary>
    public Result<Application> Authenticate(string clientId, string secret)
    {
        var now = time.GetUtcNow();
        var application = Guid.TryParseExact(clientId, "D", out var id) ? Find(id) : null;
        var hash = Hash(secret);
        ApplicationCredential? found = null;
        foreach (var credential in application?.Credentials ?? [])
        {
            if (CryptographicOperations.FixedTimeEquals(hash, credential.SecretHash ?? new byte[SHA256.HashSizeInBytes]) && credential.SecretHash is not null)
                found = credential;
        }

        if (found is null || application is not { Enabled: true })
            return Catalogue.Applications.ClientRefused;
        return found.ExpiresOn > now ? application : Catalogue.Applications.CredentialExpired;
    }

    private Task<Result<Application>> AddAsync(Guid id, ApplicationCredential credential, Guid actor, CancellationToken cancellation)
    {
        if (credential.DisplayName.Length > LongestName || credential.DisplayName.Any(char.IsControl))
            return Task.FromResult<Result<Application>>(Catalogue.Applications.NameRefused);
        return ChangeAsync(id, (session, application) =>
        {
            if (application.Credentials.Count >= MostCredentials)
                return new Refusal(Catalogue.Applications.CredentialRefused, "number");
            ApplicationTable.Add(session, id, credential);
            audit.Append(session, ApplicationActivity.CredentialAdded, actor, id, Facts(credential));
            return application;
        }, cancellation);
    }

    private Task<Result<Application>> ChangeAsync(Guid id, Func<StoreSession, Application, Result<Application>> change, CancellationToken cancellation) =>
        writer.WriteAsync(
            session => ApplicationTable.Find(session, id) is { } application ? change(session, application) : Catalogue.Applications.NotFound,
            cancellation);

    private static (string Name, string Value)[] Facts(ApplicationCredential credential) =>
    [
        ("keyId", credential.Id.ToString("D")), ("name", credential.DisplayName), ("kind", credential.Certificate is null ? "secret" : "certificate"),
        ("expires", credential.ExpiresOn.ToString("O", CultureInfo.InvariantCulture)),
        ("thumbprint", credential.Certificate is { } der ? ConnectorCertificate.Thumbprint(der) : "none"),
    ];

    private static string Held(Application application) => string.Join(' ', application.Grants.Select(grant => grant.Permission.Name()));

    private static string? Name(string text) => text.Trim() is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl) ? name : null;

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
