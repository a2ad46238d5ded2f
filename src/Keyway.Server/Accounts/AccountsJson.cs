using System.Text.Json.Serialization;
using Keyway.Contracts.Graph;

namespace Keyway.Server.Accounts;

/// <summary>What only this server writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GraphList<DeletedPerson>))]
[JsonSerializable(typeof(GraphList<RoleDefinitionResource>))]
internal sealed partial class AccountsJson : JsonSerializerContext;
