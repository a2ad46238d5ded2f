using System.Text.Json.Serialization;
using Keyway.Contracts.Graph;

namespace Keyway.Server.Applications;

/// <summary>Strict JSON of the administration of applications: a member that cannot be set is refused, not passed over.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ApplicationChange))]
[JsonSerializable(typeof(PasswordCredentialRequest))]
[JsonSerializable(typeof(KeyCredentialRequest))]
[JsonSerializable(typeof(KeyReference))]
[JsonSerializable(typeof(PermissionRequest))]
[JsonSerializable(typeof(ApplicationResource))]
[JsonSerializable(typeof(CredentialResource))]
[JsonSerializable(typeof(PermissionResource))]
[JsonSerializable(typeof(GraphList<ApplicationResource>))]
[JsonSerializable(typeof(GraphList<PermissionResource>))]
internal sealed partial class ApplicationsJson : JsonSerializerContext;
