using System.Text.Json.Serialization;
using Keyway.Connect.CommandLine;

namespace Keyway.Connect.Secrets;

/// <summary>
/// The files of keyway-connect itself. Each is an object with known members only: a misspelt name must not pass for a setting that was made,
/// and a member given twice must not mean two things to two readers.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    MaxDepth = 4,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Defaults))]
[JsonSerializable(typeof(GivenSecrets))]
[JsonSerializable(typeof(ConnectorIdentity))]
internal sealed partial class ConnectJson : JsonSerializerContext;
