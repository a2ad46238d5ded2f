using System.Text.Json.Serialization;

namespace Keyway.KeyList.Settings;

/// <summary>How the files are read: members twice or too many are refused.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(WrittenSettings))]
[JsonSerializable(typeof(WrittenAccount))]
internal sealed partial class SettingsJson : JsonSerializerContext;
