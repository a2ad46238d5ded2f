using System.Text.Json.Serialization;

namespace Keyway.Server.AuthenticationMethods.Explanations;

/// <summary>What a finding is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignInWay>))]
internal enum SignInWay
{
    /// <summary>Every sign-in, whatever the way.</summary>
    Account,
    SecurityKey,
    TemporaryAccessPass,
    Password,
    OneTimeCode,

    /// <summary>On-premises access after a sign-in by security key.</summary>
    Kerberos,
}
