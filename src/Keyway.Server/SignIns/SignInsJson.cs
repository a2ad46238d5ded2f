using System.Text.Json.Serialization;
using Keyway.Contracts.Graph;

namespace Keyway.Server.SignIns;

/// <summary>What the sign-in log's endpoints write.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GraphList<SignInResource>))]
internal sealed partial class SignInsJson : JsonSerializerContext;
