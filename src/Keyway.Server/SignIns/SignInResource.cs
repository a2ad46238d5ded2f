using System.Globalization;
using System.Text.Json.Serialization;
using Keyway.Errors;

namespace Keyway.Server.SignIns;

/// <summary>A sign-in as <c>/v1.0/auditLogs/signIns</c> shows it: the vendor's names, and what only we know.</summary>
/// <param name="AppId">Of a connector or an application that signed in by itself; null for people.</param>
/// <param name="KerberosServer">Of the partial TGT that was issued with it.</param>
internal sealed record SignInResource(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("createdDateTime")] DateTimeOffset CreatedDateTime,
    [property: JsonPropertyName("userPrincipalName")] string? UserPrincipalName,
    [property: JsonPropertyName("userId")] Guid? UserId,
    [property: JsonPropertyName("ipAddress")] string IpAddress,
    [property: JsonPropertyName("appId")] Guid? AppId,
    [property: JsonPropertyName("appDisplayName")] string? AppDisplayName,
    [property: JsonPropertyName("clientAppUsed")] string ClientAppUsed,
    [property: JsonPropertyName("correlationId")] string CorrelationId,
    [property: JsonPropertyName("isInteractive")] bool IsInteractive,
    [property: JsonPropertyName("resourceDisplayName")] string? ResourceDisplayName,
    [property: JsonPropertyName("status")] SignInStatus Status,
    [property: JsonPropertyName("deviceDetail")] SignInDeviceDetail DeviceDetail,
    [property: JsonPropertyName("authenticationDetails")] IReadOnlyList<SignInAuthenticationDetail> AuthenticationDetails,
    [property: JsonPropertyName("keywayKerberosServer")] string? KerberosServer)
{
    public static SignInResource Of(SignInEntry entry) => new(
        entry.Id.ToString(CultureInfo.InvariantCulture), entry.OccurredOn, entry.UserName, entry.UserId, entry.Source.Address, entry.AppId, entry.AppName, Client(entry.Client), entry.Source.Trace,
        // A program that redeems a device code acts without the person; the gesture has a row of its own.
        entry.Method is not (SignInMethod.DeviceCode or SignInMethod.ClientSecret or SignInMethod.ClientCertificate), entry.Resource, StatusOf(entry.Error), new SignInDeviceDetail(entry.DeviceId, entry.Source.UserAgent),
        [new SignInAuthenticationDetail(entry.OccurredOn, Method(entry.Method), entry.Aaguid?.ToString(), entry.Succeeded)], entry.KerberosServer);

    private static SignInStatus StatusOf(int? number) => number is null
        ? new SignInStatus(0, null, null)
        : Catalogue.All.FirstOrDefault(known => known.Error.Number == number).Error is { } error
            ? new SignInStatus(error.Number, error.Cause, error.Remedy)
            : new SignInStatus(number.Value, null, null);

    private static string Client(SignInClient client) => client switch
    {
        SignInClient.Device => "Device",
        SignInClient.Portal or SignInClient.DeviceCode or SignInClient.WebApplication => "Browser",
        _ => "Mobile Apps and Desktop clients",
    };

    private static string Method(SignInMethod method) => method switch
    {
        SignInMethod.SecurityKey => "FIDO2 security key",
        SignInMethod.TemporaryAccessPass => "Temporary Access Pass",
        SignInMethod.Password => "Password",
        SignInMethod.PasswordAndCode => "Password and software OATH token",
        SignInMethod.ClientSecret => "Client secret",
        SignInMethod.ClientCertificate => "Client assertion",
        _ => "Device code",
    };
}
