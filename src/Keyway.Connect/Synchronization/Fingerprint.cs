using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Provisioning;

namespace Keyway.Connect.Synchronization;

/// <summary>
/// 16 bytes that are the same exactly when the domain and the server say the same of an object: the start of the SHA-256 of its JSON in one form, whoever wrote it.
/// </summary>
internal static class Fingerprint
{
    private const int Length = 16;
    private static readonly string[] UserSchemas = [ScimSchemas.User, ScimSchemas.OnPremises];
    private static readonly string[] GroupSchemas = [ScimSchemas.Group, ScimSchemas.OnPremises];
    private static readonly string[] DeviceSchemas = [ScimSchemas.Device, ScimSchemas.OnPremises];

    /// <summary>Of the JSON of a normal form.</summary>
    public static byte[] Of(ReadOnlySpan<byte> content) => SHA256.HashData(content)[..Length];

    /// <summary>The one form of a user, with what only the server knows left out.</summary>
    public static byte[] Normal(ScimUser user)
    {
        var mail = user.Emails?.FirstOrDefault(email => email is { Primary: true }) ?? user.Emails?.FirstOrDefault(email => email is not null);
        return JsonSerializer.SerializeToUtf8Bytes(
            user with { Schemas = UserSchemas, Id = null, Meta = null, Emails = mail is null ? null : [mail with { Primary = true }] }, ContractsJson.Default.ScimUser);
    }

    /// <summary>The one form of a group, without its members.</summary>
    public static byte[] Normal(ScimGroup group) =>
        JsonSerializer.SerializeToUtf8Bytes(group with { Schemas = GroupSchemas, Id = null, Meta = null, Members = null }, ContractsJson.Default.ScimGroup);

    /// <summary>The one form of a computer.</summary>
    public static byte[] Normal(ScimDevice device) => JsonSerializer.SerializeToUtf8Bytes(
        device with { Schemas = DeviceSchemas, Id = null, Meta = null, Registered = null, Certificates = [.. (device.Certificates ?? []).Order(StringComparer.Ordinal)] },
        ContractsJson.Default.ScimDevice);
}
