from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_begun_with")]

    operations = [migrations.AddField(model_name="draft", name="came", field=models.JSONField(default=dict))]
