using System.Text.Json.Serialization;

namespace Keyway.Connect.Secrets;

/// <summary>How files of this program are read and written: members twice or too many are refused.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, AllowDuplicateProperties = false, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AccountSecret))]
internal sealed partial class SecretsJson : JsonSerializerContext;
