using System.Text.Json;
using System.Text.Json.Serialization;
using Keyway.Contracts.DeviceManagement;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Graph;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Passwords;
using Keyway.Contracts.Provisioning;
using Keyway.Contracts.SignIn;

namespace Keyway.Contracts;

/// <summary>
/// The one way JSON is read and written between our programs: absent members stay absent, duplicated members are refused
/// (two readers must not see two messages), nesting is bounded, and required members are required.
/// </summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 16,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(OAuthError))]
[JsonSerializable(typeof(DeviceAuthorization))]
[JsonSerializable(typeof(PasswordCheckPoll))]
[JsonSerializable(typeof(PasswordCheckList))]
[JsonSerializable(typeof(PasswordCheckAnswer))]
[JsonSerializable(typeof(PasswordCheckPolicy))]
[JsonSerializable(typeof(GraphList<PasswordCheckDomain>))]
[JsonSerializable(typeof(ClientAssertionClaims))]
[JsonSerializable(typeof(NonceResponse))]
[JsonSerializable(typeof(SecurityKeyAssertion))]
[JsonSerializable(typeof(PasswordQuestion))]
[JsonSerializable(typeof(PasswordQuestionClaims))]
[JsonSerializable(typeof(PrtRequestClaims))]
[JsonSerializable(typeof(PrtRenewalClaims))]
[JsonSerializable(typeof(PrtResponse))]
[JsonSerializable(typeof(OnPremisesTicket))]
[JsonSerializable(typeof(JoseHeader))]
[JsonSerializable(typeof(TenantDiscovery))]
[JsonSerializable(typeof(DeviceJoinRequest))]
[JsonSerializable(typeof(DeviceJoinResponse))]
[JsonSerializable(typeof(HybridJoinRequest))]
[JsonSerializable(typeof(DeviceRenewalRequest))]
[JsonSerializable(typeof(DeviceCredentialClaims))]
[JsonSerializable(typeof(IssuedDeviceCertificate))]
[JsonSerializable(typeof(DeviceJoinError))]
[JsonSerializable(typeof(RegistrationNonce))]
[JsonSerializable(typeof(PublicationKey))]
[JsonSerializable(typeof(KerberosServerPublication))]
[JsonSerializable(typeof(KerberosServerEnvelope))]
[JsonSerializable(typeof(KerberosServerState))]
[JsonSerializable(typeof(GraphList<KerberosServerState>))]
[JsonSerializable(typeof(KerberosServerList))]
[JsonSerializable(typeof(DriftReport))]
[JsonSerializable(typeof(PublicationBundle))]
[JsonSerializable(typeof(TicketExplanation))]
[JsonSerializable(typeof(ScimUser))]
[JsonSerializable(typeof(ScimGroup))]
[JsonSerializable(typeof(ScimListResponse<ScimUser>))]
[JsonSerializable(typeof(ScimListResponse<ScimGroup>))]
[JsonSerializable(typeof(ScimDevice))]
[JsonSerializable(typeof(ScimListResponse<ScimDevice>))]
[JsonSerializable(typeof(SynchronizationReport))]
[JsonSerializable(typeof(SynchronizationState))]
[JsonSerializable(typeof(GraphList<SynchronizationState>))]
[JsonSerializable(typeof(ScimBulkRequest))]
[JsonSerializable(typeof(ScimBulkResponse))]
[JsonSerializable(typeof(ScimError))]
[JsonSerializable(typeof(GraphErrorResponse))]
[JsonSerializable(typeof(CreationOptionsResponse))]
[JsonSerializable(typeof(SecurityKeyRegistration))]
[JsonSerializable(typeof(SecurityKeyMethod))]
[JsonSerializable(typeof(GraphList<SecurityKeyMethod>))]
[JsonSerializable(typeof(TemporaryAccessPassRequest))]
[JsonSerializable(typeof(TemporaryAccessPassMethod))]
[JsonSerializable(typeof(SecurityKeyPolicy))]
[JsonSerializable(typeof(SecurityKeyChange))]
[JsonSerializable(typeof(TemporaryAccessPassPolicy))]
[JsonSerializable(typeof(OneTimeCodePolicy))]
[JsonSerializable(typeof(PasswordReset))]
[JsonSerializable(typeof(RoleAssignment))]
[JsonSerializable(typeof(GraphList<RoleAssignment>))]
[JsonSerializable(typeof(ConnectorRegistration))]
[JsonSerializable(typeof(ConnectorCredential))]
[JsonSerializable(typeof(ManagementProfile))]
[JsonSerializable(typeof(ManagementEnrolment))]
public sealed partial class ContractsJson : JsonSerializerContext
{
    /// <summary>Reads untrusted JSON; false for anything that is not exactly a <typeparamref name="T"/>, never an exception.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
        where T : class
    {
        try
        {
            value = JsonSerializer.Deserialize(json, type);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or NotSupportedException)
        {
            value = null;
        }

        return value is not null;
    }
}
