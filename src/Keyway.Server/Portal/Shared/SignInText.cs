using System.Collections.Frozen;
using Keyway.Errors;
using Keyway.Server.SignIns;

namespace Keyway.Server.Portal.Shared;

/// <summary>What stands in the sign-in log, in words.</summary>
internal static class SignInText
{
    private static readonly FrozenDictionary<int, KeywayError> Errors = Catalogue.All.ToFrozenDictionary(entry => entry.Error.Number, entry => entry.Error);

    public static string Of(SignInMethod method) => method switch
    {
        SignInMethod.SecurityKey => "Security key",
        SignInMethod.TemporaryAccessPass => "Temporary Access Pass",
        SignInMethod.Password => "Password",
        SignInMethod.PasswordAndCode => "Password and one-time code",
        SignInMethod.DeviceCode => "Device code",
        SignInMethod.ClientSecret => "Secret of a program",
        SignInMethod.ClientCertificate => "Certificate of a program",
        _ => "Another way",
    };

    public static string Of(SignInClient client) => client switch
    {
        SignInClient.Device => "Computer",
        SignInClient.Portal => "These pages",
        SignInClient.DeviceCode => "Page for device codes",
        SignInClient.TokenEndpoint => "Program",
        SignInClient.WebApplication => "Web application",
        _ => "Something else",
    };

    /// <summary>What the number of a refusal means; null for one that this version does not know.</summary>
    public static KeywayError? Error(int number) => Errors.GetValueOrDefault(number);

    /// <summary>A refusal on one line.</summary>
    public static string Reason(int number) => Error(number) is { } error ? error.Cause : $"KW{number}";
}
