using System.Text.Json;
using FlowEngine.Running;
using FlowRuntime.Credentials;
using FlowRuntime.Storage;
using Microsoft.Data.Sqlite;

namespace FlowRuntime.KeyValues;

/// <summary>The key-value store of the bots. Changes come with turns' commits. Thread-safe.</summary>
internal sealed class KeyValueStore(StudioDatabase database, ISecretRedactor redactor, TimeProvider time)
{
    private const string ValueOf =
        "SELECT Value FROM KeyValues WHERE BotId = $1 AND ContactId = $2 AND Key = $3 AND (ExpiresAt IS NULL OR ExpiresAt > $4)";

    /// <summary>Reads what is committed, with changes that are not committed yet on top.</summary>
    /// <param name="botId">The bot.</param>
    /// <param name="contactId">The contact of the turn.</param>
    /// <param name="scope">Who shares the value.</param>
    /// <param name="key">Its key.</param>
    /// <param name="pending">Changes of the turn, the oldest first.</param>
    /// <returns>The value; undefined when there is none.</returns>
    public JsonElement Read(string botId, string contactId, StoreScope scope, string key, IReadOnlyList<StoreChange> pending)
    {
        JsonElement value;
        using (var session = database.Open())
        {
            value = Find(session, botId, ContactOf(scope, contactId), key);
        }

        foreach (var change in pending)
        {
            if (change.Scope == scope && change.Key == key)
            {
                value = change.ExpiresAt <= time.GetUtcNow() ? default : After(value, change);
            }
        }

        return value;
    }

    /// <summary>Makes the changes of a turn in its commit.</summary>
    public void Apply(SqlSession sql, string botId, string contactId, IReadOnlyList<StoreChange> changes)
    {
        foreach (var change in changes)
        {
            var contact = ContactOf(change.Scope, contactId);
            var value = change.Add is null ? change.Value : After(Find(sql, botId, contact, change.Key), change);
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                sql.Execute("DELETE FROM KeyValues WHERE BotId = $1 AND ContactId = $2 AND Key = $3", botId, contact, change.Key);
                continue;
            }

            sql.Execute(
                "INSERT INTO KeyValues (BotId, ContactId, Key, Value, ExpiresAt) VALUES ($1, $2, $3, $4, $5) "
                    + "ON CONFLICT (BotId, ContactId, Key) DO UPDATE SET Value = excluded.Value, ExpiresAt = excluded.ExpiresAt",
                botId,
                contact,
                change.Key,
                JsonSerializer.SerializeToUtf8Bytes(redactor.Redact(value)),
                change.ExpiresAt
            );
        }
    }

    private JsonElement Find(SqlSession sql, string botId, string contact, string key) =>
        sql.First(ValueOf, ReadValue, botId, contact, key, time.GetUtcNow()) is { } json ? JsonElement.Parse(json) : default;

    private static byte[] ReadValue(SqliteDataReader row) => row.GetFieldValue<byte[]>(0);

    private static JsonElement After(JsonElement before, StoreChange change) =>
        change.Add is not { } add ? change.Value
        : JsonSerializer.SerializeToElement((before.ValueKind == JsonValueKind.Number ? before.GetDouble() : 0) + add);

    private static string ContactOf(StoreScope scope, string contactId) => scope == StoreScope.Bot ? "" : contactId;
}
